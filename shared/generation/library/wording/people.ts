import { pick } from '../random.ts';
import type { Random } from '../template.ts';

/** First names and surnames that go together. All invented; a case never describes a real person. */
type Names = { readonly male: readonly string[]; readonly female: readonly string[]; readonly family: readonly string[] };

const split = (text: string): string[] => text.split(' ');

const communities: readonly Names[] = [
  {
    male: split('Raymond Alan Derek Stephen Craig Liam Owen Martin Graham Neil Callum Trevor'),
    female: split('Maureen Janet Heather Claire Bethan Susan Lorna Gillian Paula Holly Ruth Shirley'),
    family: split('Hollis Pritchard Marlowe Fenwick Tranter Ashdown Kerr Loxley Garside Whitlock Burrows Munro'),
  },
  {
    male: split('Chidi Emeka Kwame Tunde Samuel Kofi Babatunde Yaw Joseph Femi'),
    female: split('Adaeze Ngozi Abena Folake Grace Efua Blessing Ama Esther Yetunde'),
    family: split('Okafor Mensah Adeyemi Boateng Eze Asante Balogun Owusu Nwosu Appiah'),
  },
  {
    male: split('Arjun Imran Rajesh Tariq Vikram Sanjay Bilal Naveed Suresh Haroon'),
    female: split('Priya Ayesha Sunita Farah Meena Nadia Lakshmi Rukhsana Anjali Samina'),
    family: split('Sharma Hussain Nair Qureshi Desai Chowdhury Iyer Malik Rao Siddiqui'),
  },
  {
    male: split('Mateo Luis Andrés Javier Rafael Diego Tomás Ignacio Hugo Emilio'),
    female: split('Lucía Carmen Ximena Beatriz Pilar Valeria Inés Rosario Elena Marisol'),
    family: split('Herrera Castaño Molina Ibáñez Vargas Salcedo Fuentes Aguilar Paredes Robles'),
  },
  {
    male: split('Wei Jun Minh Hiroshi Daniel Kenji Hao Tuan Jae Shen'),
    female: split('Mei Lan Yuki Hana Ling Thuy Soo-jin Naomi Xiu Mai'),
    family: split('Zhang Tran Tanaka Lim Huang Nguyen Sato Park Chen Pham'),
  },
  {
    male: split('Piotr Marek Andrei Tomasz Ivan Milan Bogdan Pavel Jakub Viktor'),
    female: split('Agnieszka Irina Katarzyna Elena Danuta Mirela Svetlana Ivana Zofia Olga'),
    family: split('Wrona Petrov Kaminski Ionescu Novak Zielinski Dragan Kral Lis Marin'),
  },
  {
    male: split('Youssef Karim Omar Reza Ibrahim Hassan Darius Nabil Sami Kamal'),
    female: split('Leila Amina Yasmin Shirin Fatima Huda Parisa Rania Salma Zahra'),
    family: split('Haddad Mansour Rahimi Nasser Khalil Farouk Aziz Tehrani Sabbagh Darwish'),
  },
];

export type Name = { readonly full: string; readonly address: string };

/** A name, and how the staff would address the patient: "Mr Okafor", or a child's first name. */
export function drawName(sex: 'male' | 'female', age: number, random: Random): Name {
  const community = pick(communities, random);
  const first = pick(community[sex], random);
  const family = pick(community.family, random);
  const title = sex === 'male' ? 'Mr' : age >= 50 && random() < 0.6 ? 'Mrs' : 'Ms';
  return { full: `${first} ${family}`, address: age < 16 ? first : `${title} ${family}` };
}
